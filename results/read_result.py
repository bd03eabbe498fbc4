"""Reads a result file of qcasweep with xarray (Debian: python3-xarray python3-h5netcdf).

    from read_result import read_result
    result = read_result("FILE.h5")
    result["data"]["total_fas"].to_series()       # scenarios by state

As a program, read_result.py FILE prints the counts of every path as JSON.
"""

import json
import sys

import xarray

GROUPS = ("census", "necessity", "skew", "simultaneous", "provenance")


def read_result(file):
    """Data sets by group: "data" is the root group; a group that the file lacks is not in it."""
    result = {"data": xarray.open_dataset(file, engine="h5netcdf", decode_timedelta=False)}
    for group in GROUPS:
        try:
            result[group] = xarray.open_dataset(file, engine="h5netcdf", group=group, decode_timedelta=False)
        except OSError:
            pass
    return result


def totals(result):
    """{path: {state: scenarios}}"""
    data = result["data"]
    names = result["provenance"]["path"].values.tolist()
    return {name: {str(k): int(v) for k, v in data[f"total_{name}"].to_series().items()} for name in names}


if __name__ == "__main__":
    print(json.dumps(totals(read_result(sys.argv[1]))))

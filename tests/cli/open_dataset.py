"""Opens a result file with xarray and checks that its labels are there: open_dataset.py FILE EXPECTED.json

EXPECTED.json: labels {dimension: [labels]}, own {axis: position}, dims {variable: [dimensions]},
total {path: [counts]}, survival {path: [states]}, expressions [text], without_solution (scenarios; 1 when not given),
census {variable: {dims, values: flat}} (none when not given).
Exit status 0 when all agree.
"""

import json
import sys
import warnings

ENGINES = ("h5netcdf", "netcdf4")
INSTALL = "install the Debian packages python3-xarray python3-h5netcdf python3-netcdf4 (or the same from PyPI)"

try:
    import h5netcdf  # noqa: F401
    import netCDF4  # noqa: F401
    import xarray
except ImportError as error:
    sys.exit(f"open_dataset.py: cannot check the result file ({error}) {INSTALL}")


def differences(file, engine, expected):
    """Yields a line for everything that is not as expected."""

    def differ(what, found, wanted):
        if found != wanted:
            yield f"{engine}: {what}: {found!r}, expected {wanted!r}"

    with xarray.open_dataset(file, engine=engine) as data:
        yield from differ("dimensions", sorted(data.dims), sorted(expected["labels"]))
        for name, labels in expected["labels"].items():
            if name not in data.coords:
                yield f"{engine}: {name} is no coordinate"
                continue
            yield from differ(f"labels of {name}", data.coords[name].values.tolist(), labels)
        for name, position in expected["own"].items():
            yield from differ(f"own position on {name}", int(data[name].attrs["own"]), position)
        for name, dims in expected["dims"].items():
            yield from differ(f"dimensions of {name}", list(data[name].dims), dims)
        for path, counts in expected["total"].items():
            yield from differ(f"total of {path}", data[f"total_{path}"].values.tolist(), counts)
        for path, states in expected["survival"].items():
            survival = data[f"survival_{path}"]
            yield from differ(f"survival of {path}", survival.values.ravel().tolist(), states)
            yield from differ("flag_values", survival.attrs["flag_values"].tolist(), list(range(8)))
            yield from differ("flag_meanings", survival.attrs["flag_meanings"].split(), expected["labels"]["state"])
        yield from differ("scenarios without a solution", int(data["solution"].isnull().sum()),
                          expected.get("without_solution", 1))
        yield from differ("Conventions", data.attrs["Conventions"], "CF-1.10")
        yield from differ("qcasweep_format", int(data.attrs["qcasweep_format"]), 1)
    with xarray.open_dataset(file, engine=engine, group="census") as census:
        yield from differ("expressions", census["expression"].values.tolist(), expected["expressions"])
        yield from differ("dimensions of count", list(census["count"].dims), ["solution_id", "solution_type"])
        yield from differ(
            "solution types of the census",
            census["solution_type"].values.tolist(),
            expected["labels"]["solution_type"],
        )
        for name, variable in expected.get("census", {}).items():
            yield from differ(f"dimensions of {name}", list(census[name].dims), variable["dims"])
            yield from differ(f"values of {name}", census[name].values.ravel().tolist(), variable["values"])
    with xarray.open_dataset(file, engine=engine, group="necessity") as necessity:
        for name, wanted in expected.get("necessity", {}).items():
            yield from differ(f"dimensions of {name}", list(necessity[name].dims), wanted["dims"])
            yield from differ(name, necessity[name].values.ravel().tolist(), wanted["values"])
    with xarray.open_dataset(file, engine=engine, group="skew") as skew:
        yield from differ("dimensions of share_min_at", list(skew["share_min_at"].dims), ["set", "axis"])
    with xarray.open_dataset(file, engine=engine, group="provenance") as provenance:
        yield from differ("paths listed", sorted(provenance["path"].values.tolist()), sorted(expected["total"]))
        yield from differ("a text", "study_text" in provenance and provenance["study_text"].dims, ())


def main(file, expected_file):
    warnings.simplefilter("error")
    with open(expected_file, encoding="utf-8") as stream:
        expected = json.load(stream)
    found = [line for engine in ENGINES for line in differences(file, engine, expected)]
    for line in found:
        print(line, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

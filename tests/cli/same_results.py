"""Compares two result files: same_results.py FIRST SECOND

Equal are dimensions, labels, every variable bit for bit and all attributes; only the provenance may differ (times,
threads, host, backend). Exit status 0 when they are equal, 1 with a line per difference when not.
"""

import sys
import warnings

INSTALL = "install the Debian packages python3-xarray and python3-h5netcdf (or the same from PyPI)"

try:
    import h5netcdf  # noqa: F401
    import xarray
except ImportError as error:
    sys.exit(f"same_results.py: cannot compare the result files ({error}) {INSTALL}")

GROUPS = (None, "census")
# Says when the file was made.
NOT_COMPARED = ("history",)


def comparable(attributes):
    return {
        name: value.tolist() if hasattr(value, "tolist") else value
        for name, value in attributes.items()
        if name not in NOT_COMPARED
    }


def differences(first, second):
    """Yields a line for everything in which two data sets differ."""
    if dict(first.sizes) != dict(second.sizes):
        yield f"dimensions {dict(first.sizes)} and {dict(second.sizes)}"
    if sorted(first.variables) != sorted(second.variables):
        yield f"variables {sorted(first.variables)} and {sorted(second.variables)}"
    if comparable(first.attrs) != comparable(second.attrs):
        yield f"attributes {first.attrs} and {second.attrs}"
    for name in sorted(set(first.variables) & set(second.variables)):
        a, b = first[name].variable, second[name].variable
        if a.dtype != b.dtype:
            yield f"{name}: types {a.dtype} and {b.dtype}"
        if not a.equals(b):
            yield f"{name}: values differ"
        if comparable(a.attrs) != comparable(b.attrs):
            yield f"{name}: attributes {a.attrs} and {b.attrs}"


def main(first_file, second_file):
    warnings.simplefilter("error")
    found = []
    for group in GROUPS:
        # As stored: without turning fill values into NaN, which would hide a difference of types.
        options = {"engine": "h5netcdf", "group": group, "mask_and_scale": False}
        with xarray.open_dataset(first_file, **options) as first, xarray.open_dataset(second_file, **options) as second:
            if not first.variables:
                found.append(f"{group or 'root'}: empty")
            found += [f"{group or 'root'}: {line}" for line in differences(first, second)]
    for line in found:
        print(line, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

"""Which model file belongs to this version. Written by `training/run.py` together with the file."""

FILE_NAME = "lagebild.onnx"
SHA256 = "52f420054fcf4936643737a7987e2340bcd08fbc98fe998755ddf3018cc7d121"

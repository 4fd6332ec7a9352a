"""Which model file belongs to this version. Written by `training/run.py` together with the file."""

FILE_NAME = "lagebild.onnx"
SHA256 = "10fbfa61af2f1fc40a562d914957b395f834b10a8acdff2133b8f4eafcc52640"

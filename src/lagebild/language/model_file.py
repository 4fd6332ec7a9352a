"""Which model file belongs to this version. Written by `training/run.py` together with the file."""

FILE_NAME = "lagebild.onnx"
SHA256 = "a194db07055bb63f5d047b561b7ff82725a033c2ade7e0dadfc2d6c97efe3c3c"

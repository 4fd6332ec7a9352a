"""Which model file belongs to this version. Written by `training/run.py` together with the file."""

FILE_NAME = "lagebild.onnx"
SHA256 = "f5350a3be3fae1ddd9299b3d21d9c4c3ef72eaba6b85a0f1398aa41a38d08646"

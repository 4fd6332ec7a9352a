"""Which model file belongs to this version. Written by `training/run.py` together with the file."""

FILE_NAME = "lagebild.onnx"
SHA256 = "1a0c6ea79ee4fe5309e4032aa75e7876f5aec0d1a083321d0aa9a5bc0f2e7e6f"

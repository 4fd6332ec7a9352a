"""Which model file belongs to this version. Written by `training/run.py` together with the file."""

FILE_NAME = "lagebild.onnx"
SHA256 = "2b9fa8cd28fc333121f4cd904ff92f19244d0ee2b59dbca4a8b9b6a9fc52431d"

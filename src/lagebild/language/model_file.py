"""Which model file belongs to this version. Written by `training/run.py` together with the file."""

FILE_NAME = "lagebild.onnx"
SHA256 = "5a5b47cedc062a209c0de66f081fc5dde9f5310124a7e462cf4930e19e1fe105"

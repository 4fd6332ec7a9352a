"""The version of the program and of the trained model, as reports name them."""

VERSION = "0.1.0"
MODEL = "lagebild-3"

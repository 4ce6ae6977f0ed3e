"""Find in a photo what a check looks for; one module per kind of check.

May import: numpy, OpenCV, onnxruntime. Only `export` imports torch, and only in a child process.

Read first: `port.Detector`, `anomaly.AnomalyDetector`, `features.Network`.
"""

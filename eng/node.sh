# Sourced by test.sh: Node.js, on which ONNX Runtime scores in tests. Where it cannot be installed, these tests fail and say so.
source "$root/eng/apt.sh"

{ command -v node && command -v npm; } >/dev/null || install_with_apt "Testing ONNX export" nodejs npm || true

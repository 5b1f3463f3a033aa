# Sourced by test.sh: installs the MPI with which tests start several processes. Without one these tests are skipped and say so.
source "$root/eng/apt.sh"
command -v mpirun >/dev/null || apt_install "Tests of several processes need an MPI with mpirun on the PATH" openmpi-bin

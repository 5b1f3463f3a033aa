# Sourced by test.sh: installs the headless browser that tests of pages drive. Without a browser these tests fail and say so.
source "$root/eng/apt.sh"
[ -n "${CHROMEWEBDRIVER:-}" ] || command -v chromedriver >/dev/null ||
    apt_install "Tests of pages need Chrome and chromedriver on the PATH" chromium chromium-driver fonts-liberation

# Sourced by test.sh: the headless browser that tests of pages drive. Where it cannot be installed, these tests fail and say so.
source "$root/eng/apt.sh"

[ -n "${CHROMEWEBDRIVER:-}" ] || command -v chromedriver >/dev/null ||
    install_with_apt "Testing pages" chromium chromium-driver fonts-liberation || true

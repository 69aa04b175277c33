# Sourced by the two front doors: finds a Python of 3.11 or newer and lets set_up.py prepare .venv with it.
# Sets `root` (the checkout); ends with exit status 2 and one line where no such Python is installed.
root=$(dirname -- "$(dirname -- "$(readlink -f -- "$0")")")

find_python() {
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    echo "set-up: Python 3.11 or newer is missing; run as root: apt-get update && apt-get install -y python3 python3-venv" >&2
    exit 2
}

set_up() {
    python=$(find_python) || exit 2
    "$python" "$root/packaging/set_up.py" "$1" || exit $?
}

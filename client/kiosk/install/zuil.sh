#!/bin/sh
# Keeps Chromium open on the kiosk page, for as long as this program runs.
# Usage: zuil.sh https://ervaringwijzer.example/zuil/ABCDEFG
# Environment: PROFILE  folder that holds the unsent answers (default: $HOME/zuil); never wiped here
#              BROWSER  program (default: chromium)
#              FLAGS    more flags for it, for a trial
set -eu

address=${1:-}
case "$address" in
  https://*/zuil* | http://localhost*/zuil* | http://127.0.0.1*/zuil*) ;;
  *)
    echo "Geef het adres van de zuil, bijvoorbeeld: zuil.sh https://ervaringwijzer.example/zuil/ABCDEFG" >&2
    echo "Het begint met https:// en heeft /zuil in zich." >&2
    exit 2
    ;;
esac
profile=${PROFILE:-$HOME/zuil}
browser=${BROWSER:-chromium}
command -v "$browser" >/dev/null || { echo "Chromium is er niet. Debian: apt-get install chromium" >&2; exit 3; }
mkdir -p "$profile/Default" && chmod 700 "$profile"

# A new profile may keep its storage for good: without this Chromium may clear it when the disk gets full.
if [ ! -e "$profile/Default/Preferences" ]; then
  site=$(printf '%s' "$address" | sed -E 's|^(https?://[^/]*)/.*|\1|; s|^(https://[^:]*)$|\1:443|')
  printf '{"profile":{"content_settings":{"exceptions":{"durable_storage":{"%s,*":{"setting":1}}}}}}' "$site" \
    >"$profile/Default/Preferences"
fi

# The screen stays on; the page asks for that too.
if [ -n "${DISPLAY:-}" ] && command -v xset >/dev/null; then
  xset s off s noblank -dpms || true
fi

child=
stop() {
  trap - TERM INT
  [ -n "$child" ] && kill -TERM "$child" 2>/dev/null && wait "$child"
  exit 0
}
trap stop TERM INT

# After a power cut Chromium finds its own lock of before; nobody else uses this profile.
wait_seconds=1
while :; do
  rm -f "$profile/SingletonLock" "$profile/SingletonSocket" "$profile/SingletonCookie"
  started=$(date +%s)
  # shellcheck disable=SC2086 # FLAGS are several words
  "$browser" --kiosk --user-data-dir="$profile" \
    --no-first-run --no-default-browser-check --noerrdialogs --hide-crash-restore-bubble \
    --disable-pinch --overscroll-history-navigation=0 --disable-translate \
    --autoplay-policy=no-user-gesture-required --password-store=basic \
    --disable-features=Translate,TouchpadOverscrollHistoryNavigation --lang=nl \
    --check-for-update-interval=31536000 --disable-component-update --disable-sync \
    ${FLAGS:-} "$address" &
  child=$!
  wait "$child" || true
  # One that ends at once is started again ever more slowly, at most once a minute.
  if [ $(($(date +%s) - started)) -gt 60 ]; then wait_seconds=1; fi
  echo "Chromium is gestopt; over $wait_seconds s begint hij opnieuw." >&2
  sleep "$wait_seconds" &
  child=$!
  wait "$child" || true
  wait_seconds=$((wait_seconds * 2))
  if [ "$wait_seconds" -gt 60 ]; then wait_seconds=60; fi
done

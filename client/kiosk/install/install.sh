#!/bin/sh
# Makes this Debian computer a kiosk. Run as root: install.sh https://ervaringwijzer.example/zuil/ABCDEFG
# It may be run again, with another address too: what waits on the kiosk stays.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
address=${1:-}
case "$address" in
  https://*/zuil*) ;;
  *)
    echo "Geef het adres van de zuil: install.sh https://ervaringwijzer.example/zuil/ABCDEFG" >&2
    exit 2
    ;;
esac
[ "$(id -u)" = 0 ] || { echo "Dit kan alleen als root (sudo)." >&2; exit 2; }
origin=$(printf '%s' "$address" | sed 's|^\(https://[^/]*\)/.*|\1|')

echo "Programma's installeren: Chromium, een kaal scherm en letters voor alle talen."
apt-get update -q
DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
  chromium xinit xserver-xorg x11-xserver-utils dbus-user-session pipewire-alsa fonts-noto-core

id zuil >/dev/null 2>&1 || useradd --system --create-home --home-dir /var/lib/ervaringwijzer-zuil --groups audio,video,input zuil
mkdir -p /etc/chromium/policies/managed /etc/X11
sed "s|@ORIGIN@|$origin|g" "$here/policies.json" >/etc/chromium/policies/managed/ervaringwijzer-zuil.json
# xinit may be started by a service, and Ctrl+Alt+F2 leads nowhere.
printf 'allowed_users=anybody\nneeds_root_rights=yes\n' >/etc/X11/Xwrapper.config
mkdir -p /etc/X11/xorg.conf.d
printf 'Section "ServerFlags"\n  Option "DontVTSwitch" "true"\n  Option "DontZap" "true"\nEndSection\n' \
  >/etc/X11/xorg.conf.d/90-ervaringwijzer-zuil.conf

install -m 755 "$here/zuil.sh" /usr/local/bin/ervaringwijzer-zuil
printf 'ADRES=%s\n' "$address" >/etc/ervaringwijzer-zuil
for unit in ervaringwijzer-zuil.service ervaringwijzer-zuil-herstart.service ervaringwijzer-zuil-herstart.timer; do
  install -m 644 "$here/$unit" "/etc/systemd/system/$unit"
done
systemctl daemon-reload
systemctl enable ervaringwijzer-zuil.service ervaringwijzer-zuil-herstart.timer
echo "Klaar. Start de computer opnieuw (reboot): dan begint de zuil vanzelf."

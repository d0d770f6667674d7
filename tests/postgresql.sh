#!/bin/sh
# postgresql.sh start FOLDER: starts a PostgreSQL of the tests' own; says its process and, on the
#   last line, its address. postgresql.sh stop FOLDER: stops it and removes its data.
#
# It listens on a socket in a private folder and on no port. Nothing in it outlives the tests, so it
# syncs nothing to disk. FOLDER only remembers where it is; the fresh cluster is kept beside it,
# packed, because initdb is what takes the time. As root it runs as the user postgres, since the
# server refuses root.
set -eu

usage() {
    echo "usage: $0 start|stop FOLDER" >&2
    exit 2
}
[ $# -eq 2 ] || usage
command=$1
folder=$2

binaries=$(find /usr/lib/postgresql/*/bin -maxdepth 0 2>/dev/null | sort -V | tail -n 1)
[ -n "$binaries" ] || {
    echo "$0: PostgreSQL is not installed (packaging/packages-test.txt)" >&2
    exit 1
}

as_postgres() {
    if [ "$(id -u)" -eq 0 ]; then
        runuser -u postgres -- "$@"
    else
        "$@"
    fi
}

# The cluster of this version of the server, as initdb leaves it.
make_packed() {
    as_postgres "$binaries/initdb" --pgdata="$1/data" --username=postgres --auth=trust \
        --encoding=UTF8 --locale=C --no-sync --no-instructions >"$folder/initdb.log" 2>&1 || {
        cat "$folder/initdb.log" >&2
        exit 1
    }
    tar -C "$1" -cf "$2.part" data
    mv "$2.part" "$2"
}

start() {
    mkdir -p "$folder"
    folder=$(cd "$folder" && pwd)
    if [ -e "$folder/place" ]; then
        stop
    fi
    version=$(basename "$(dirname "$binaries")")
    packed=$folder/cluster-$version.tar
    place=$(as_postgres mktemp -d /tmp/fourfold-postgresql.XXXXXX)
    if [ -e "$packed" ]; then
        as_postgres tar -C "$place" -xf - <"$packed"
    else
        make_packed "$place" "$packed"
    fi
    settings="-c listen_addresses='' -c unix_socket_directories='$place' -c max_connections=200"
    settings="$settings -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
    as_postgres "$binaries/pg_ctl" --pgdata="$place/data" --log="$place/log" --wait start \
        --options="$settings" >/dev/null || {
        cat "$place/log" >&2
        exit 1
    }
    echo "$place" >"$folder/place"
    echo "process $(as_postgres head -n 1 "$place/data/postmaster.pid")"
    echo "postgresql:///postgres?host=$place&user=postgres"
}

stop() {
    [ -e "$folder/place" ] || return 0
    place=$(cat "$folder/place")
    case $place in
    /tmp/fourfold-postgresql.*) ;;
    *)
        echo "$0: $folder/place names no cluster of the tests" >&2
        exit 1
        ;;
    esac
    if [ -e "$place/data/postmaster.pid" ]; then
        as_postgres "$binaries/pg_ctl" --pgdata="$place/data" --mode=immediate --wait stop >/dev/null
    fi
    rm -rf "$place"
    rm "$folder/place"
}

case $command in
start) start ;;
stop) stop ;;
*) usage ;;
esac

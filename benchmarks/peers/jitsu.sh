#!/bin/sh
# Jitsu's ingest (jitsucom/bulker) as a collector: JITSU_INGEST is its program. It answers before the brokers have an event.
# docs/benchmarks.md tells how to build and run it.
set -eu
folder=$SCRATCH_FOLDER/jitsu
mkdir -p "$folder"
cat >"$folder/streams" <<'STREAMS'
[{"stream": {"id": "bench-key", "name": "bench", "strict": false, "workspaceId": "bench",
             "publicKeys": [{"id": "bench-key", "plaintext": "bench-key"}], "privateKeys": []},
  "destinations": [{"id": "lake", "connectionId": "lake", "destinationType": "postgres",
                    "credentials": {}, "options": {"mode": "stream"}}]}]
STREAMS
echo '// not asked for' >"$folder/p.js.txt"
python3 -m http.server --bind 127.0.0.1 --directory "$folder" 3048 >/dev/null 2>&1 &
streams=$!
trap 'kill $streams ${ingest:-} 2>/dev/null; wait' EXIT
trap exit TERM INT
until python3 -c 'import socket; socket.create_connection(("127.0.0.1", 3048))' 2>/dev/null; do
    sleep 0.2
done
export INGEST_HTTP_PORT=3049 INGEST_METRICS_PORT=3047 INGEST_KAFKA_BOOTSTRAP_SERVERS="$KAFKA_BOOTSTRAP" INGEST_PRODUCER_LINGER_MS=5
export INGEST_KAFKA_DESTINATIONS_TOPIC_NAME=clickstream.events-view.v1 INGEST_KAFKA_TOPIC_COMPRESSION=zstd
export INGEST_REPOSITORY_URL=http://127.0.0.1:3048/streams INGEST_SCRIPT_ORIGIN=http://127.0.0.1:3048/p.js.txt
export INGEST_CACHE_DIR="$folder" INGEST_RAW_AUTH_TOKENS=bench
"$JITSU_INGEST" &
ingest=$!
wait $ingest

# Sourced by dist.sh: makes the start-up cache (JEP 483, 514). A short life of the server, as full as possible, tells the virtual
# machine which classes to have ready.

# Waits for the nth start that a log tells of, and prints the address; prints nothing if the process ended before.
await_ready() { # log, n, process id
  local address=""
  for _ in $(seq 300); do
    address=$(sed -n 's/.*msg=ready addresses=\[\([0-9.:]*\)\].*/\1/p' "$1" | sed -n "$2p")
    [ -z "$address" ] && kill -0 "$3" 2>/dev/null || break
    sleep 0.1
  done
  echo "$address"
}

ask() { # address, paths
  local address=$1 path
  shift
  for path in "$@"; do curl -s -m 10 -o /dev/null "http://$address$path" || true; done
}

# Asks the same again and again, so that the cache learns what the virtual machine would otherwise have to: which code is hot,
# and how it is used.
ask_often() { # address, paths
  local address=$1 path
  shift
  for path in "$@"; do curl -s -m 20 -o /dev/null "http://$address$path&n=[1-60]" || true; done
}

# A configuration that visits every room: scraping over HTTP and in process, discovery, rules, alerts and their delivery.
write_configuration() { # folder, address to scrape and to notify
  cat >"$1/prometheus.yml" <<YAML
global: {scrape_interval: 200ms, scrape_timeout: 200ms, evaluation_interval: 300ms, external_labels: {site: training}}
rule_files: ["$1/rules/*.yml"]
scrape_configs:
  - job_name: self
    static_configs: [{targets: ["$2"], labels: {team: a}}]
    relabel_configs: [{source_labels: [__address__], regex: "(.*):.*", target_label: host}]
    metric_relabel_configs: [{source_labels: [__name__], regex: "jvm_buffer.*", action: drop}]
  - job_name: files
    file_sd_configs: [{files: ["$1/targets/*.json"]}]
vigie:
  alertmanager:
    route: {receiver: hook, group_by: [alertname], group_wait: 100ms, group_interval: 1s, repeat_interval: 1m}
    receivers: [{name: hook, webhook_configs: [{url: "http://$2/-/healthy"}]}]
    inhibit_rules: [{source_matchers: [severity="page"], target_matchers: [severity="warning"], equal: [job]}]
YAML
  mkdir -p "$1/rules" "$1/targets"
  cat >"$1/rules/training.yml" <<'YAML'
groups:
  - name: training
    rules:
      - {record: "job:scrape_samples:sum", expr: "sum by (job) (rate(scrape_samples_scraped[1m]))"}
      - alert: Up
        expr: up > 0
        labels: {severity: page}
        annotations: {summary: "{{ $labels.instance }} is {{ $value | humanize }}"}
YAML
  echo "[{\"targets\": [\"$2\"]}]" >"$1/targets/training.json"
}

# One life that leaves a journal behind, then two that are watched: without a file, and with one.
train() { # dist
  local dist=$1 scratch pid address
  scratch=$(mktemp -d)
  write_configuration "$scratch" 127.0.0.1:9
  local flags="--web.listen-address=127.0.0.1:0 --web.enable-lifecycle"
  local with_file="serve $flags --config.file=$scratch/prometheus.yml --storage.tsdb.path=$scratch/data"

  # shellcheck disable=SC2086
  "$dist/bin/vigie" $with_file >"$scratch/log" 2>&1 &
  pid=$!
  address=$(await_ready "$scratch/log" 1 "$pid")
  sleep 0.5
  { kill -9 "$pid" && wait "$pid"; } 2>/dev/null || true

  printf '%s\n' "serve $flags --storage.tsdb.path=$scratch/first" "$with_file" |
    VIGIE_JAVA_OPTS="-XX:AOTCacheOutput=$dist/lib/vigie.aot -Xlog:aot=off -Xlog:cds=off" \
      "$dist/bin/vigie" train >"$scratch/log" 2>&1 &
  pid=$!
  address=$(await_ready "$scratch/log" 1 "$pid")
  if [ -n "$address" ]; then
    sleep 1
    ask "$address" /metrics /api/v1/query?query=up
    curl -s -m 10 -X POST "http://$address/-/quit" >/dev/null || true
    address=$(await_ready "$scratch/log" 2 "$pid")
  fi
  if [ -n "$address" ]; then
    write_configuration "$scratch" "$address"
    curl -s -m 10 -X POST "http://$address/-/reload" >/dev/null || true
    sleep 2
    ask "$address" / /metrics /api/v1/status/buildinfo /api/v1/targets "/api/v1/query?query=up" /api/v1/labels /api/v1/rules \
      /api/v1/alerts /api/v2/alerts/groups /api/v2/status "/api/v1/series?match%5B%5D=up" /api/v1/metadata \
      "/api/v1/query_range?query=sum(rate(scrape_samples_scraped%5B1m%5D))&start=$(($(date +%s) - 60))&end=$(date +%s)&step=5"
    local end range
    end=$(date +%s)
    range="&start=$((end - 60)).5&end=$end.5&step=1"
    ask_often "$address" "/api/v1/labels?start=$((end - 60))" "/api/v1/label/job/values?start=$((end - 60))" \
      "/api/v1/series?match%5B%5D=up" "/federate?match%5B%5D=up" "/api/v1/query?query=absent(nothing)" "/api/v1/query?query=process_cpu_seconds_total" \
      "/api/v1/query?query=count+by+(job)+(%7B__name__%3D~%22.%2B%22%7D)" \
      "/api/v1/query?query=avg+by+(job)+(scrape_duration_seconds%7Binstance%3D~%22127.%2B%22%7D)" \
      "/api/v1/query_range?query=rate(prometheus_http_requests_total%5B10s%5D)$range" \
      "/api/v1/query_range?query=irate(prometheus_http_requests_total%5B10s%5D)$range" \
      "/api/v1/query_range?query=topk(5,+scrape_duration_seconds)$range" \
      "/api/v1/query_range?query=quantile(0.9,+scrape_duration_seconds)$range" \
      "/api/v1/query_range?query=scrape_duration_seconds$range" \
      "/api/v1/query_range?query=avg+by+(job)+(avg_over_time(scrape_duration_seconds%5B10s%5D))$range" \
      "/api/v1/query_range?query=histogram_quantile(0.9,+sum+by+(le)+(rate(prometheus_http_request_duration_seconds_bucket%5B10s%5D)))$range" \
      "/api/v1/query_range?query=up+*+on+(instance)+group_left+()+sum+by+(instance)+(up)$range"
    curl -s -m 10 -X POST "http://$address/-/quit" >/dev/null || true
  else
    kill "$pid" 2>/dev/null || true
  fi
  wait "$pid" || true
  if [ -s "$dist/lib/vigie.aot" ]; then
    cp "$JAVA_HOME/release" "$dist/lib/vigie.aot.release"
  else
    echo "dist: no start-up cache was made:" >&2
    tail -5 "$scratch/log" >&2
  fi
  rm -rf "$scratch"
}

#!/usr/bin/env bash
# Writes k8s/monitoring/prometheus-rule.yaml anew: the alert rules in the form the Prometheus operator takes. Run it after
# deployment/alerts was changed; a test compares the two.
set -euo pipefail
cd "$(dirname "$0")/.."
{
  cat <<'END'
# Made by deployment/prometheus-rule.sh from deployment/alerts/pokedextop.rules.yml; change it there.
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: pokedextop
spec:
END
  sed -n '/^groups:/,$ s/^./  &/p' deployment/alerts/pokedextop.rules.yml
} >k8s/monitoring/prometheus-rule.yaml

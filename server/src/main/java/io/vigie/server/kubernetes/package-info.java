/// What `vigie check kubernetes` does: manifests that bring targets, rules and configuration to a
/// cluster, looked at together before they are applied. Start at [KubernetesCheck]; depends on
/// `server.config`, `rules` and nothing of Kubernetes.
@NullMarked
package io.vigie.server.kubernetes;

import org.jspecify.annotations.NullMarked;

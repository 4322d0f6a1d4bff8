package io.vigie.ingest.discovery.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.MappingReader;
import io.vigie.config.yaml.YamlFile;
import io.vigie.ingest.discovery.DiscoveryConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscoveryReaderTest {
  @Test
  void knowsEveryDiscoveryOfPrometheus() {
    assertThat(DiscoveryReader.kinds())
        .containsExactly(
            "aws",
            "azure",
            "consul",
            "digitalocean",
            "dns",
            "docker",
            "dockerswarm",
            "ec2",
            "ecs",
            "elasticache",
            "eureka",
            "file",
            "gce",
            "hetzner",
            "http",
            "ionos",
            "kubernetes",
            "kuma",
            "lightsail",
            "linode",
            "marathon",
            "msk",
            "nerve",
            "nomad",
            "oci",
            "openstack",
            "outscale",
            "ovhcloud",
            "puppetdb",
            "rds",
            "scaleway",
            "serverset",
            "stackit",
            "triton",
            "uyuni",
            "vultr");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          aws | {role: ec2, region: r}
          aws | {role: rds, clusters: [a], filters: [{name: n, values: [v]}]}
          azure | {subscription_id: s, authentication_method: ManagedIdentity}
          consul | {server: 'c:8500', services: [a], username: u, password: p}
          digitalocean | {bearer_token: t, role: databases}
          dns | {names: [a], type: a, port: 80}
          docker | {host: 'unix:///var/run/docker.sock', filters: [{name: n, values: [v]}]}
          dockerswarm | {host: 'tcp://d:2375', role: tasks}
          ec2 | {region: r, role_arn: a, external_id: e}
          ecs | {clusters: [a], request_concurrency: 5}
          elasticache | {clusters: [a]}
          eureka | {server: 'http://e/eureka'}
          file | {files: ['a/*.json', b.yaml]}
          gce | {project: p, zone: z, filter: f}
          hetzner | {role: robot, label_selector: a=b}
          http | {url: 'https://u/x'}
          ionos | {datacenter_id: d}
          kubernetes | {role: ingress, namespaces: {own_namespace: true}}
          kuma | {server: 'http://k:5676', client_id: c, fetch_timeout: 1m}
          lightsail | {region: r}
          linode | {region: r, tag_separator: ;}
          marathon | {servers: ['http://m'], auth_token_file: f}
          msk | {clusters: [a]}
          nerve | {servers: [a], paths: [/x], timeout: 5s}
          nomad | {server: 'http://n:4646', region: r}
          oci | {region: r, auth: instance_principal}
          openstack | {role: loadbalancer, region: r, all_tenants: true}
          outscale | {access_key: a, secret_key_file: f}
          ovhcloud | {service: vps, application_key: a, application_secret: b, consumer_key: c}
          puppetdb | {url: 'https://p/', query: q}
          rds | {filters: [{name: n, values: [v]}]}
          scaleway | {role: baremetal, project_id: 11111111-1111-1111-1111-111111111112, access_key: SCWABCDEFGHIJKLMNOPQ, secret_key_file: f}
          serverset | {servers: [a], paths: [/x]}
          stackit | {project: p, region: eu01, service_account_key_path: k}
          triton | {account: a, dns_suffix: d, endpoint: e, role: cn}
          uyuni | {server: 'https://u', username: u, password: p, entitlement: e}
          vultr | {authorization: {credentials: c}}
          """)
  void acceptsWhatPrometheusAccepts(String kind, String block) {
    List<DiscoveryConfig> read = read(kind, block);
    assertThat(read).singleElement();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          aws | {role: s3} | unknown AWS SD role "s3"
          consul | {server: ''} | consul SD configuration requires a server address
          consul | {token: a, authorization: {credentials: b}} | at most one of consul SD token, authorization, or oauth2
          consul | {username: a, basic_auth: {username: b}} | at most one of consul SD configuration username
          digitalocean | {role: x} | unknown DigitalOcean SD role "x"
          dns | {names: []} | DNS-SD config must contain at least one SRV record name
          dns | {names: [a], type: A} | a port is required in DNS-SD configs for all record types except SRV
          dns | {names: [a], type: TXT} | invalid DNS-SD records type TXT
          docker | {} | host missing
          dockerswarm | {host: h} | role missing (one of: tasks, services, nodes)
          dockerswarm | {host: h, role: x} | invalid role x, expected tasks, services, or nodes
          file | {files: []} | must contain at least one path name
          file | {files: [a.txt]} | path name "/conf/a.txt" is not valid for file discovery
          gce | {project: p} | GCE SD configuration requires a zone
          http | {} | URL is missing
          kubernetes | {} | role missing (one of: pod, service, endpoints, endpointslice, node, ingress)
          kubernetes | {role: pod, basic_auth: {username: u}} | please provide the 'api_server' URL explicitly
          kubernetes | {role: pod, selectors: [{role: pod, label: 'a in (b'}]} | unable to parse requirement
          kuma | {server: k} | kuma SD server must not be empty and have a scheme: k
          nerve | {servers: [a], paths: [x]} | nerve SD config paths must begin with '/': x
          nomad | {server: ' '} | nomad SD configuration requires a server address
          oci | {region: r, auth: x} | oci_sd: unknown auth method "x"
          oci | {region: r, tenancy: t, user: u, fingerprint: f} | oci_sd: api_key auth requires key_file
          oci | {region: r, auth: instance_principal, refresh_interval: 0} | oci_sd: refresh_interval must be positive
          ovhcloud | {service: vps} | application key can not be empty
          serverset | {servers: [a]} | serverset SD config must contain at least one path
          triton | {account: a} | triton SD configuration requires a dns_suffix
          uyuni | {server: u} | Uyuni SD configuration requires a username
          vultr | {colour: red} | field colour not found in vultr_sd_configs[0]
          """)
  void refusesWhatPrometheusRefuses(String kind, String block, String problem) {
    assertThatThrownBy(() -> read(kind, block))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("test.yml:1:")
        .hasMessageContaining(problem);
  }

  @Test
  void anIntervalOfZeroIsTheDefault() {
    assertThat(read("http", "{url: 'http://u', refresh_interval: 0}"))
        .singleElement()
        .isInstanceOfSatisfying(
            DiscoveryConfig.Http.class,
            http -> assertThat(http.refreshInterval()).isEqualTo(Duration.ofMinutes(1)));
  }

  @Test
  void onlyEc2OfAmazonsServicesIsCarriedOut() {
    assertThat(read("aws", "{role: ec2}").getFirst()).isInstanceOf(DiscoveryConfig.Ec2.class);
    assertThat(read("aws", "{role: msk}").getFirst().kind()).isEqualTo("aws (role msk)");
  }

  private static List<DiscoveryConfig> read(String kind, String block) {
    String yaml = "{" + kind + "_sd_configs: [" + block + "]}";
    MappingReader reader = YamlFile.parse("test.yml", Path.of("/conf"), yaml).mapping();
    List<DiscoveryConfig> discoveries = DiscoveryReader.readAll(reader);
    reader.finish();
    return discoveries;
  }
}

package io.vigie.ingest.discovery.source;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.notContaining;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.SecretSource;
import io.vigie.ingest.discovery.DiscoveryConfig.Ec2;
import io.vigie.ingest.discovery.DiscoveryConfig.Filter;
import io.vigie.model.metric.Labels;
import io.vigie.outbound.OutboundClients;
import io.vigie.testkit.FakeClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Ec2TargetsTest {
  private static final String FIRST_PAGE =
      """
      <DescribeInstancesResponse><reservationSet><item><ownerId>o1</ownerId><instancesSet><item>
        <instanceId>i-1</instanceId><imageId>ami-1</imageId><instanceType>t3.micro</instanceType>
        <instanceState><name>running</name></instanceState><architecture>x86_64</architecture>
        <privateIpAddress>10.0.0.1</privateIpAddress><privateDnsName>ip-10-0-0-1</privateDnsName>
        <ipAddress>192.0.2.1</ipAddress><dnsName>ec2.example</dnsName>
        <placement><availabilityZone>eu-west-3a</availabilityZone></placement>
        <vpcId>vpc-1</vpcId><subnetId>sub-1</subnetId>
        <networkInterfaceSet><item><subnetId>sub-1</subnetId><attachment><deviceIndex>1</deviceIndex></attachment>
          <ipv6AddressesSet><item><ipv6Address>2001:db8::1</ipv6Address><isPrimaryIpv6>true</isPrimaryIpv6></item></ipv6AddressesSet>
        </item></networkInterfaceSet>
        <tagSet><item><key>Name-x</key><value>web</value></item></tagSet>
      </item></instancesSet></item></reservationSet><nextToken>more</nextToken></DescribeInstancesResponse>
      """;
  private static final String SECOND_PAGE =
      """
      <DescribeInstancesResponse><reservationSet><item><instancesSet>
        <item><instanceId>i-2</instanceId><privateIpAddress>10.0.0.2</privateIpAddress></item>
        <item><instanceId>i-3-without-address</instanceId></item>
      </instancesSet></item></reservationSet></DescribeInstancesResponse>
      """;
  private static final String ZONES =
      """
      <DescribeAvailabilityZonesResponse><availabilityZoneInfo>
        <item><zoneName>eu-west-3a</zoneName><zoneId>euw3-az1</zoneId></item>
      </availabilityZoneInfo></DescribeAvailabilityZonesResponse>
      """;

  private WireMockServer ec2;
  private OutboundClients clients;

  @BeforeEach
  void open() {
    ec2 = new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
    ec2.start();
    clients = new OutboundClients("Vigie/test");
    answers("Action=DescribeAvailabilityZones", ZONES);
  }

  @AfterEach
  void close() {
    clients.close();
    ec2.stop();
  }

  @Test
  void everyMachineOnEveryPageIsATarget() throws Exception {
    ec2.stubFor(
        post("/")
            .withRequestBody(containing("Action=DescribeInstances"))
            .withRequestBody(notContaining("NextToken"))
            .willReturn(aResponse().withBody(FIRST_PAGE)));
    answers("NextToken=more", SECOND_PAGE);
    List<Labels> targets = Heard.targets(source().targets().groups());
    assertThat(targets).hasSize(2);
    assertThat(targets.getFirst())
        .isEqualTo(
            Labels.of(
                "__address__", "10.0.0.1:9100",
                "__meta_ec2_ami", "ami-1",
                "__meta_ec2_architecture", "x86_64",
                "__meta_ec2_availability_zone", "eu-west-3a",
                "__meta_ec2_availability_zone_id", "euw3-az1",
                "__meta_ec2_default_ipv6_address", "2001:db8::1",
                "__meta_ec2_instance_id", "i-1",
                "__meta_ec2_instance_state", "running",
                "__meta_ec2_instance_type", "t3.micro",
                "__meta_ec2_ipv6_addresses", ",2001:db8::1,",
                "__meta_ec2_owner_id", "o1",
                "__meta_ec2_primary_ipv6_addresses", ",,2001:db8::1,",
                "__meta_ec2_primary_subnet_id", "sub-1",
                "__meta_ec2_private_dns_name", "ip-10-0-0-1",
                "__meta_ec2_private_ip", "10.0.0.1",
                "__meta_ec2_public_dns_name", "ec2.example",
                "__meta_ec2_public_ip", "192.0.2.1",
                "__meta_ec2_region", "eu-west-3",
                "__meta_ec2_subnet_id", ",sub-1,",
                "__meta_ec2_tag_Name_x", "web",
                "__meta_ec2_vpc_id", "vpc-1"));
    ec2.verify(
        postRequestedFor(urlEqualTo("/"))
            .withRequestBody(containing("Filter.1.Name=tag%3Aenv&Filter.1.Value.1=prod"))
            .withHeader("X-Amz-Date", matching("20260101T000000Z"))
            .withHeader(
                "Authorization",
                matching(
                    "AWS4-HMAC-SHA256 Credential=AKID/20260101/eu-west-3/ec2/aws4_request, .*")));
  }

  @Test
  void aRefusalIsQuotedWithoutTheKey() {
    ec2.stubFor(
        post("/")
            .willReturn(
                aResponse()
                    .withStatus(401)
                    .withBody(
                        "<Response><Errors><Error><Code>AuthFailure</Code><Message>no</Message>"
                            + "</Error></Errors></Response>")));
    assertThatThrownBy(() -> source().targets())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("could not describe instances")
        .hasMessageContaining("AuthFailure: no")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void anAnswerWithADocumentTypeIsRefused() {
    answers(
        "Action=DescribeInstances",
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>");
    assertThatThrownBy(() -> source().targets()).hasMessageContaining("not XML");
  }

  @Test
  void assumesARoleAndAsksWithItsKeysUntilTheyEnd() throws Exception {
    FakeClock clock = new FakeClock();
    answers(
        "Action=AssumeRole",
        """
        <AssumeRoleResponse><AssumeRoleResult><Credentials>
          <AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>t3mp</SecretAccessKey>
          <SessionToken>session</SessionToken><Expiration>%s</Expiration>
        </Credentials></AssumeRoleResult></AssumeRoleResponse>
        """
            .formatted(clock.instant().plusSeconds(3600)));
    answers("Action=DescribeInstances", SECOND_PAGE);
    Ec2Targets source =
        source(
            "arn:aws:iam::1:role/watch", "ext", Map.of("AWS_ENDPOINT_URL_STS", address()), clock);

    assertThat(Heard.targets(source.targets().groups())).hasSize(1);
    source.targets();
    ec2.verify(
        1,
        postRequestedFor(urlEqualTo("/"))
            .withRequestBody(containing("Action=AssumeRole"))
            .withRequestBody(containing("RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fwatch"))
            .withRequestBody(containing("ExternalId=ext"))
            .withHeader("Authorization", containing("Credential=AKID/20260101/eu-west-3/sts/")));
    ec2.verify(
        2,
        postRequestedFor(urlEqualTo("/"))
            .withRequestBody(containing("Action=DescribeInstances"))
            .withHeader("X-Amz-Security-Token", containing("session"))
            .withHeader("Authorization", containing("Credential=ASIA/20260101/eu-west-3/ec2/")));

    clock.advance(Duration.ofMinutes(56));
    source.targets();
    ec2.verify(2, postRequestedFor(urlEqualTo("/")).withRequestBody(containing("AssumeRole")));
  }

  @Test
  void saysThatTheRoleWasRefused() {
    ec2.stubFor(
        post("/")
            .withRequestBody(containing("Action=AssumeRole"))
            .willReturn(
                aResponse()
                    .withStatus(403)
                    .withBody(
                        "<ErrorResponse><Error><Code>AccessDenied</Code><Message>not"
                            + " yours</Message></Error></ErrorResponse>")));
    var source = source("arn:x", "", Map.of("AWS_ENDPOINT_URL_STS", address()), new FakeClock());
    assertThatThrownBy(source::targets)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("AccessDenied: not yours")
        .hasMessageNotContaining("s3cret");
  }

  private String address() {
    return "http://127.0.0.1:" + ec2.port();
  }

  private void answers(String bodyPart, String xml) {
    ec2.stubFor(
        post("/").withRequestBody(containing(bodyPart)).willReturn(aResponse().withBody(xml)));
  }

  private Ec2Targets source() {
    return source("", "", Map.of(), new FakeClock());
  }

  private Ec2Targets source(
      String roleArn, String externalId, Map<String, String> variables, FakeClock clock) {
    Ec2 config =
        new Ec2(
            address(),
            "eu-west-3",
            "AKID",
            SecretSource.inline("s3cret"),
            "",
            roleArn,
            externalId,
            9100,
            List.of(new Filter("tag:env", List.of("prod"))),
            Duration.ofMinutes(1),
            HttpClientConfig.DEFAULT);
    return new Ec2Targets(config, clients, variables, clock);
  }
}

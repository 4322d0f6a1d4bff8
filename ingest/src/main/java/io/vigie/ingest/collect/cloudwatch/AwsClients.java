package io.vigie.ingest.collect.cloudwatch;

import io.vigie.config.http.SecretSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/// The SDK's clients for one account. Nothing is connected to, and no keys are looked for, before
/// something is asked.
final class AwsClients implements AutoCloseable {
  private final AwsAccess access;
  private final SdkHttpClient http;
  private final AwsCredentialsProvider credentials;

  /// To be closed, the last first.
  private final List<SdkAutoCloseable> opened = new ArrayList<>();

  /// @param timeout of one attempt
  AwsClients(AwsAccess access, Duration timeout) {
    this.access = access;
    this.http =
        UrlConnectionHttpClient.builder().connectionTimeout(timeout).socketTimeout(timeout).build();
    opened.add(http);
    AwsCredentialsProvider own = ownCredentials();
    this.credentials = access.roleArn().isEmpty() ? own : role(own);
  }

  CloudWatchClient cloudWatch(String region) {
    CloudWatchClientBuilder builder =
        CloudWatchClient.builder()
            .region(Region.of(region))
            .credentialsProvider(credentials)
            .httpClient(http);
    access.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  private AwsCredentialsProvider ownCredentials() {
    if (!access.accessKey().isEmpty()) {
      return () -> AwsBasicCredentials.create(access.accessKey(), read(access.secretKey()));
    }
    if (!access.profile().isEmpty()) {
      ProfileCredentialsProvider profile = ProfileCredentialsProvider.create(access.profile());
      opened.add(profile);
      return profile;
    }
    DefaultCredentialsProvider found = DefaultCredentialsProvider.builder().build();
    opened.add(found);
    return found;
  }

  /// Read anew for each request, so that the file can be replaced.
  private static String read(SecretSource secretKey) {
    try {
      return secretKey.read().reveal();
    } catch (IOException e) {
      throw SdkClientException.create("secret_key_file: " + e.getMessage(), e);
    }
  }

  private AwsCredentialsProvider role(AwsCredentialsProvider own) {
    StsClientBuilder builder =
        StsClient.builder()
            .region(Region.of(access.region()))
            .credentialsProvider(own)
            .httpClient(http);
    access.stsEndpoint().ifPresent(builder::endpointOverride);
    StsClient sts = builder.build();
    opened.add(sts);
    StsAssumeRoleCredentialsProvider role =
        StsAssumeRoleCredentialsProvider.builder()
            .stsClient(sts)
            .refreshRequest(request -> {
              request.roleArn(access.roleArn()).roleSessionName("vigie");
              if (!access.externalId().isEmpty()) {
                request.externalId(access.externalId());
              }
            })
            .build();
    opened.add(role);
    return role;
  }

  @Override
  public void close() {
    opened.reversed().forEach(SdkAutoCloseable::close);
  }
}

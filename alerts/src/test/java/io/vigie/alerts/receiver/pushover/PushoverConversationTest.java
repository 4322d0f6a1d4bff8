package io.vigie.alerts.receiver.pushover;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vigie.alerts.config.receiver.GlobalConfig;
import io.vigie.alerts.config.receiver.IntegrationReader;
import io.vigie.alerts.config.receiver.PushoverConfig;
import io.vigie.alerts.message.MessageTemplates;
import io.vigie.alerts.receiver.Notifications;
import io.vigie.alerts.receiver.Outcome.Delivered;
import io.vigie.alerts.receiver.http.HttpIntegration;
import io.vigie.config.yaml.YamlFile;
import io.vigie.outbound.OutboundClients;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PushoverConversationTest {
  @Test
  void allOfTheMessageStandsInTheAddress() throws Exception {
    AtomicReference<String> query = new AtomicReference<>("");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          query.set(exchange.getRequestURI().getRawQuery());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    YamlFile file =
        YamlFile.parse(
            "test.yml", Path.of(""), "{token: t, user_key: u, message: ' ', html: true, ttl: 1m}");
    GlobalConfig global =
        GlobalConfig.read(YamlFile.parse("global.yml", Path.of(""), "{}").mapping());
    PushoverConfig config =
        (PushoverConfig)
            IntegrationReader.readOne("pushover", file.mapping(), global).orElseThrow();
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/1/messages.json";
    try (OutboundClients clients = new OutboundClients("Vigie/test");
        HttpIntegration integration =
            new HttpIntegration(
                new PushoverConversation(config, url),
                clients.open(config.http()),
                MessageTemplates.standard("http://am", () -> Notifications.NOW),
                () -> Notifications.NOW,
                Duration.ZERO)) {
      assertThat(integration.notify(Notifications.firing())).isInstanceOf(Delivered.class);
    } finally {
      server.stop(0);
    }
    assertThat(query.get())
        .isEqualTo(
            "device=&expire=3600&html=1&message=%28no+details%29&priority=2&retry=60&sound="
                + "&title=%5BFIRING%3A1%5D+Down+%28critical%29&token=t&ttl=60"
                + "&url=http%3A%2F%2Fam%2F%23%2Falerts%3Freceiver%3Dteam&url_title=&user=u");
  }
}

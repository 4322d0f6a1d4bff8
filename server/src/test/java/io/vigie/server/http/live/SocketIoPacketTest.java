package io.vigie.server.http.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.http.live.SocketIoPacket.Type;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SocketIoPacketTest {
  private static void reads(String text, Type type, String namespace, String id, String data) {
    assertThat(SocketIoPacket.parse(text)).hasValue(new SocketIoPacket(type, namespace, id, data));
  }

  @Test
  void readsWhatTheProtocolDescribes() {
    reads("0", Type.CONNECT, "/", "", "");
    reads("0{\"token\":\"123\"}", Type.CONNECT, "/", "", "{\"token\":\"123\"}");
    reads("0/admin,{\"a\":1}", Type.CONNECT, "/admin", "", "{\"a\":1}");
    reads("0/admin", Type.CONNECT, "/admin", "", "");
    reads("1/admin,", Type.DISCONNECT, "/admin", "", "");
    reads("2[\"foo\"]", Type.EVENT, "/", "", "[\"foo\"]");
    reads("2/admin,12[\"foo\"]", Type.EVENT, "/admin", "12", "[\"foo\"]");
    reads("313[\"bar\"]", Type.ACK, "/", "13", "[\"bar\"]");
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    assertThat(SocketIoPacket.parse("")).isEmpty();
    assertThat(SocketIoPacket.parse("9")).isEmpty();
    assertThat(SocketIoPacket.parse("51-[\"x\",{\"_placeholder\":true,\"num\":0}]")).isEmpty();
    assertThat(SocketIoPacket.parse("2" + "1".repeat(30) + "[]")).isEmpty();
  }

  @Property
  void neverFailsAndWritesWhatItRead(@ForAll String text) {
    SocketIoPacket.parse(text)
        .ifPresent(packet -> assertThat(SocketIoPacket.parse(packet.text())).hasValue(packet));
  }
}

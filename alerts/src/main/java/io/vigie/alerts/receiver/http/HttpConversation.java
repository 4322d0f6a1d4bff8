package io.vigie.alerts.receiver.http;

import io.vigie.alerts.message.Message;
import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.Outcome;
import java.io.IOException;

/// What a receiver says to its server to deliver one message. Thread-safe.
@FunctionalInterface
public interface HttpConversation {
  /// @throws IOException if a secret cannot be read or a request gets no answer
  /// @throws io.vigie.template.TemplateException if a template fails
  Outcome hold(Message message, Notification notification, HttpSender sender) throws IOException;
}

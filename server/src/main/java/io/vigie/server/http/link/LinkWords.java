package io.vigie.server.http.link;

import io.vigie.alerts.link.ActionLink.Action;
import java.util.Locale;

/// What the pages say, in the reader's language.
enum LinkWords {
  EN(
      "en",
      "Acknowledge",
      "Silence for 1 hour",
      "Why",
      "Your name",
      "Nothing of it fires any more.",
      "Acknowledged. Nobody is reminded of it until it is over.",
      "Silenced for one hour.",
      "This link has expired. Open the alert in Vigie instead.",
      "This link is not one of ours, or was cut off. Copy the whole address from the message."),
  FR(
      "fr",
      "Acquitter",
      "Mettre en silence 1 heure",
      "Pourquoi",
      "Votre nom",
      "Plus aucune alerte n’est active.",
      "Acquittée. Plus de rappel jusqu’à la fin de l’alerte.",
      "En silence pour une heure.",
      "Ce lien a expiré. Ouvrez plutôt l’alerte dans Vigie.",
      "Ce lien n’est pas de ce serveur, ou il est tronqué. Copiez l’adresse entière du message.");

  final String code;
  final String acknowledge;
  final String silence;
  final String why;
  final String name;
  final String over;
  final String acknowledged;
  final String silenced;
  final String expired;
  final String forged;

  LinkWords(
      String code,
      String acknowledge,
      String silence,
      String why,
      String name,
      String over,
      String acknowledged,
      String silenced,
      String expired,
      String forged) {
    this.code = code;
    this.acknowledge = acknowledge;
    this.silence = silence;
    this.why = why;
    this.name = name;
    this.over = over;
    this.acknowledged = acknowledged;
    this.silenced = silenced;
    this.expired = expired;
    this.forged = forged;
  }

  static LinkWords of(String acceptLanguage) {
    return acceptLanguage.strip().toLowerCase(Locale.ROOT).startsWith("fr") ? FR : EN;
  }

  String of(Action action) {
    return switch (action) {
      case ACKNOWLEDGE -> acknowledge;
      case SILENCE -> silence;
      case WHY -> why;
    };
  }
}

package io.vigie.alerts.oncall;

import java.util.List;

/// Somebody who can be on call.
///
/// @param name by which schedules and policies know them
/// @param fullName for people
/// @param contacts all of them are used at once
public record User(String name, String fullName, List<Contact> contacts) {
  public User {
    contacts = List.copyOf(contacts);
  }
}

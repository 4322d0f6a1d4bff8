package io.vigie.alerts.oncall;

/// A way to reach somebody.
///
/// @param receiver of the alertmanager configuration, which sends the message
/// @param address where, in the form that the receiver's settings want: they have it as `{{
///   .RouteLabels.address }}`; empty if the receiver knows where
public record Contact(String receiver, String address) {}

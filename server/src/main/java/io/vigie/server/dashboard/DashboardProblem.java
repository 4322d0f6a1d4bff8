package io.vigie.server.dashboard;

/// Why a dashboard of a folder is not listed.
///
/// @param place path of the file or of the folder
public record DashboardProblem(String place, String reason) {}

/// The configuration file as records with units. Start at [ConfigLoader], which makes a
/// [VigieConfig] of a file or refuses it; depends on `config` and on the records of the rooms that
/// are configured.
@NullMarked
package io.vigie.server.config;

import org.jspecify.annotations.NullMarked;

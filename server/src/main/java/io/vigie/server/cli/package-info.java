/// The command line: `vigie serve` with every flag of Prometheus, and the tools beside it. Start at
/// [io.vigie.server.cli.VigieCommand]; the flags are in [io.vigie.server.cli.ServerFlags]. The only
/// package that knows picocli.
@NullMarked
package io.vigie.server.cli;

import org.jspecify.annotations.NullMarked;

/// The feed of what happens, on three transports with the same content: Server-Sent Events at
/// `/api/stream` ([StreamApi]), WebSocket at `/ws` ([WebSocketApi]) and Socket.IO at `/socket.io/`
/// ([SocketIoApi]). Knows no HTTP library.
@NullMarked
package io.vigie.server.http.live;

import org.jspecify.annotations.NullMarked;

import { createServer, connect, type Server, type Socket } from 'node:net';
import { expect } from 'vitest';
import { baseUrl, launch, visit } from './browser';
import { it } from './visitor';

/** Stands between browser and server, and can be ended without ending the server of the other tests. */
class Wire {
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  port = 0;

  async up(): Promise<void> {
    const { hostname, port } = new URL(baseUrl);
    const server = createServer((inside) => {
      const outside = connect(Number(port), hostname);
      for (const [one, other] of [
        [inside, outside],
        [outside, inside],
      ] as const) {
        this.#sockets.add(one);
        one.pipe(other);
        one.on('error', () => other.destroy());
        one.on('close', () => {
          this.#sockets.delete(one);
          other.destroy();
        });
      }
    });
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    const address = server.address();
    if (typeof address === 'object' && address !== null) this.port = address.port;
    this.#server = server;
  }

  down(): void {
    this.#server?.close();
    this.#sockets.forEach((socket) => socket.destroy());
  }
}

it('a page says that it is stale when the server is gone, and no longer when it is back', async () => {
  const wire = new Wire();
  await wire.up();
  const browser = await launch();
  try {
    const { page, open, screenshot } = await visit(browser, {
      site: `http://127.0.0.1:${wire.port}`,
    });
    // So seldom that only the stream can notice it.
    const stream = page.waitForResponse((response) => response.url().includes('/api/stream'));
    await open('/alerts?refresh=5m');
    await stream;
    const mark = page.locator('[role=status][data-state]');
    await page.locator('[data-state=live]').waitFor();
    wire.down();
    await page.locator('[data-state=stale]').waitFor();
    await expect.poll(() => mark.innerText()).toMatch(/^stale \d+ ?s/);
    await expect.poll(() => mark.textContent()).toContain('Stale since');
    await screenshot('stale-dark');
    await wire.up();
    await page.locator('[data-state=live]').waitFor();
  } finally {
    await browser.close();
    wire.down();
  }
});

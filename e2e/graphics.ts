import type { Page } from '@playwright/test';

/** Keeps every context of the page in its hands, and takes WebGL away when it is told to. */
export async function holdGraphics(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const held = { contexts: [] as WebGL2RenderingContext[], isGone: false, largest: 0 };
    Object.assign(window, { held });
    const original = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (
      this: HTMLCanvasElement,
      ...asked: [string, unknown?]
    ) {
      const isGraphics = asked[0].startsWith('webgl');
      if (isGraphics && held.isGone) return null;
      const context: unknown = Reflect.apply(original, this, asked);
      if (isGraphics && context instanceof WebGL2RenderingContext && !held.contexts.includes(context))
        held.contexts.push(context);
      return context;
    } as typeof original;
    const parameter = WebGL2RenderingContext.prototype.getParameter;
    WebGL2RenderingContext.prototype.getParameter = function (this: WebGL2RenderingContext, name: number) {
      if (name === this.MAX_3D_TEXTURE_SIZE && held.largest > 0) return held.largest;
      return Reflect.apply(parameter, this, [name]) as unknown;
    };
  });
}

export type Held = { contexts: WebGL2RenderingContext[]; isGone: boolean; largest: number };

export const liveContexts = (page: Page) =>
  page.evaluate(() => {
    const { held } = window as unknown as { held: Held };
    return held.contexts.filter((context) => !context.isContextLost()).length;
  });

/** Takes the graphics card away, as a driver does that starts anew; for good, where it is to stay away. */
export const loseContexts = (page: Page, forGood = false) =>
  page.evaluate((isGone) => {
    const { held } = window as unknown as { held: Held };
    held.isGone = isGone;
    for (const context of held.contexts)
      if (!context.isContextLost()) context.getExtension('WEBGL_lose_context')?.loseContext();
  }, forGood);

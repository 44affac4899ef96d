import type { Forecast } from "../growth/forecast.ts";
import type { MimeBundle } from "../core/displayable.ts";
export function drawForecast({ name }: Forecast): MimeBundle {
  return { "text/plain": name };
}

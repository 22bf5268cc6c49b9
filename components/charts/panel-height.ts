import type { Statistic } from '@/components/filters/statistics-params.ts'

/** The height of each statistic's panel with its chart, which every other state of it keeps, so that the page does not jump. */
export const PANEL_HEIGHT: Record<Statistic, string> = {
  errors: 'min-h-[610px] md:min-h-[572px] xl:min-h-[548px] 2xl:min-h-[612px]',
  deliveries: 'min-h-[664px] md:min-h-[572px] xl:min-h-[548px] 2xl:min-h-[612px]',
  response_times: 'min-h-[600px] md:min-h-[616px] xl:min-h-[548px] 2xl:min-h-[612px]',
}

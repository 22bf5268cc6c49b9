import { StatisticsSkeleton } from '@/components/panels/statistics-skeleton.tsx'

/** The place of the filters, three rows of them, two or one, and of the numbers. */
export default function Loading() {
  return (
    <>
      <div className="mb-3 h-[72px] md:mb-4 md:h-[120px] xl:h-[72px] 2xl:h-8 min-[1000px]:max-xl:h-20" />
      <StatisticsSkeleton />
    </>
  )
}

import { StatisticsSkeleton } from '@/components/panels/statistics-skeleton.tsx'

export default function Loading() {
  return (
    <>
      <div className="mb-3 h-[72px] md:mb-4 min-[1381px]:h-8" />
      <StatisticsSkeleton />
    </>
  )
}

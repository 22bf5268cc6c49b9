'use client'

import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { Select } from '@/components/ui/select.tsx'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import { PURPOSES } from '@/lib/domain/taxonomy.ts'
import { ATTEMPT_STATES, attemptsParams, STATUS_CLASSES } from './attempts-params.ts'
import { CauseDetailSelects } from './cause-detail-selects.tsx'
import { knownDetails } from './known-details.ts'
import { ListFilters, type ListFiltersProps } from './list-filters.tsx'
import { oneOf } from './one-of.ts'
import { ASK_SERVER } from './statistics-params.ts'

function Selects({ kind, tall }: { kind: ChannelKind; tall: boolean }) {
  const t = useTranslations()
  const [{ state, purpose, status }, setParams] = useQueryStates(attemptsParams, ASK_SERVER)
  return (
    <>
      <Select
        label={t('attempts.state')}
        tall={tall}
        value={state ?? ''}
        onChange={({ target }) => setParams({ state: oneOf(ATTEMPT_STATES, target.value) })}
        options={[
          { value: '', label: t('attempts.stateAll') },
          ...ATTEMPT_STATES.map((value) => ({
            value,
            label: t(`attempts.${kind === 'braze' && value === 'delivered' ? 'accepted' : value}`),
          })),
        ]}
      />
      <CauseDetailSelects details={knownDetails(kind)} tall={tall} />
      <Select
        label={t('attempts.purpose')}
        tall={tall}
        value={purpose ?? ''}
        onChange={({ target }) => setParams({ purpose: oneOf(PURPOSES, target.value) })}
        options={[
          { value: '', label: t('attempts.purposeAll') },
          ...PURPOSES.map((value) => ({ value, label: t(`purposes.${value}`) })),
        ]}
      />
      <Select
        label={t('attempts.status')}
        tall={tall}
        value={status ?? ''}
        onChange={({ target }) => setParams({ status: oneOf(STATUS_CLASSES, target.value) })}
        options={[
          { value: '', label: t('attempts.statusAll') },
          ...STATUS_CLASSES.map((value) => ({ value, label: value.toUpperCase() })),
        ]}
      />
    </>
  )
}

const FILTERS = ['state', 'cause', 'detail', 'purpose', 'status']

/** What the list is asked: outcome, cause, detail, purpose, status, event, when, by whose clock. */
export function AttemptsFilters({ kind, ...rest }: ListFiltersProps & { kind: ChannelKind }) {
  const t = useTranslations('attempts')
  return (
    <ListFilters
      {...rest}
      searchLabel={t('search')}
      filters={FILTERS}
      selects={(tall) => <Selects kind={kind} tall={tall} />}
    />
  )
}

import type { MessagePath } from '@/components/ui/pick-messages';

export const errorDoctorMessages = [
  'doctor.field',
  'doctor.hint',
  'doctor.clear',
  'doctor.results',
  'doctor.cause',
  'doctor.fix',
  'doctor.found',
  'doctor.least',
  'doctor.unknownTitle',
  'doctor.unknown',
  'doctor.ids',
  'doctor.idKinds',
  'doctor.findings',
  'doctor.facts',
] as const satisfies readonly MessagePath[];

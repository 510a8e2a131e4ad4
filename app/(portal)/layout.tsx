import type { ReactNode } from 'react';
import { PortalFrame } from '@/components/shell/portal-frame';

export default function PortalLayout({ children }: { readonly children: ReactNode }) {
  return <PortalFrame>{children}</PortalFrame>;
}

import { PopUpTest } from '@/components/prerequisites/pop-up-test';

export default function PopUpTestPage() {
  return <PopUpTest />;
}

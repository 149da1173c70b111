export const tabs = [
  { itemKey: '{hex:24}', label: 'Code' },
];
export const Page = () => <Tab key="{uuid}" />;

// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/pipeline.h"

#include "lint/scan/document_scan.h"

namespace keylint {

Pipeline::Pipeline(const RuleSet& rules, const ScanOptions& options)
    : rules_(rules), options_(options), names_(rules), matcher_(rules, {}), maker_(rules, options.show_secrets) {}

DocumentResult Pipeline::Scan(const Document& document, Scratch& scratch) const {
  return DocumentScan(*this, document, scratch).Run();
}

}  // namespace keylint

// SPDX-License-Identifier: Apache-2.0
#include "lint/generic/model.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "lint/generic/features.h"

namespace keylint {
namespace {

struct NamedWeight {
  std::string_view name;
  double weight;
};
constexpr NamedWeight kWeights[] = {
#include "generic_weights.inc"
};

double WeightOf(std::string_view name) {
  const auto found = std::find_if(std::begin(kWeights), std::end(kWeights),
                                  [&](const NamedWeight& entry) { return entry.name == name; });
  return found == std::end(kWeights) ? 0 : found->weight;
}

// The weights in the order of FeatureNames().
const std::vector<float>& Weights() {
  static const std::vector<float> kInOrder = [] {
    std::unordered_map<std::string_view, double> by_name;
    for (const NamedWeight& entry : kWeights) by_name.emplace(entry.name, entry.weight);
    std::vector<float> weights;
    for (const std::string& name : FeatureNames()) {
      const auto found = by_name.find(name);
      weights.push_back(found == by_name.end() ? 0.0F : static_cast<float>(found->second));
    }
    return weights;
  }();
  return kInOrder;
}

}  // namespace

double ProbabilityOf(const GenericCandidate& candidate) {
  const std::vector<float>& weights = Weights();
  const std::vector<float> values = FeaturesOf(candidate);
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) sum += static_cast<double>(values[i]) * static_cast<double>(weights[i]);
  return 1 / (1 + std::exp(-sum));
}

std::vector<FeaturePart> Explain(const GenericCandidate& candidate) {
  const std::vector<float>& weights = Weights();
  const std::vector<float> values = FeaturesOf(candidate);
  std::vector<FeaturePart> parts;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const FeaturePart part{FeatureNames()[i], static_cast<double>(values[i]), static_cast<double>(weights[i])};
    if (part.part() != 0) parts.push_back(part);
  }
  std::stable_sort(parts.begin(), parts.end(), [](const FeaturePart& a, const FeaturePart& b) {
    return std::abs(a.part()) > std::abs(b.part());
  });
  return parts;
}

double WarningThreshold() {
  static const double kThreshold = WeightOf("threshold.warning");
  return kThreshold;
}
double HighThreshold() {
  static const double kThreshold = WeightOf("threshold.high");
  return kThreshold;
}
double NoteThreshold() {
  static const double kThreshold = WeightOf("threshold.note");
  return kThreshold;
}

}  // namespace keylint

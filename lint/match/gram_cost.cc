// SPDX-License-Identifier: Apache-2.0
#include "lint/match/gram_cost.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace keylint {
namespace {

constexpr std::size_t kClasses = 38;

// Letters in either case, 0, 1, other digits, then the signs that keys and
// names are made of; spaces and quotes as one each, the rest as one.
constexpr std::array<std::uint8_t, 256> MakeClasses() {
  std::array<std::uint8_t, 256> classes{};
  for (int c = 0; c < 256; ++c) classes[c] = c < 33 ? 36 : 37;
  for (int c = 0; c < 26; ++c) classes['a' + c] = classes['A' + c] = static_cast<std::uint8_t>(c);
  for (int c = '2'; c <= '9'; ++c) classes[c] = 28;
  classes['0'] = 26;
  classes['1'] = 27;
  classes['_'] = 29;
  classes['-'] = 30;
  classes['.'] = 31;
  classes['/'] = 32;
  classes[' '] = 33;
  classes['='] = 34;
  classes['"'] = classes['\''] = classes['`'] = 35;
  return classes;
}

constexpr std::array<std::uint8_t, 256> kClassOf = MakeClasses();

// Quarter bits of information, A (0) to / (63), in base64's order: of a byte
// alone, then of a byte (column) behind another (row).
constexpr std::string_view kAlone =
    "TaUVQXaZSndVXTUWjSSRXbebdmYcVTcddMdbQO";
constexpr std::string_view kBehind =
    "jUQQidUlVraOROpTpOOKXbhaZpkhZWckpVzkhW"
    "OdYaNcdhPTmMbdRXjSXZNkkcSsddTRcckXxgeS"
    "PeYbPbjPVzRQWcLWmUYMXjphe1efYRcfhTvfgU"
    "QcYTIghiQlpXYhUZgTWbYigbfzigZQdalMicXP"
    "UeSRZSXpesqTXPeZaMPPjUdVdxmlbScbnMkdaQ"
    "RcZaTQamJ1uUccNauSTVTpgjd1fgYTfbsLkiaR"
    "WeZgKbbVPvtYYSUTvRQXVhmukpkfcNbZcNpeZQ"
    "LcaYHhlqNwnfejQdqWaTZlXvWgqjcSfenQlabR"
    "ZZQQVQTsj0mTVIPXoVPOoWwc0XqncXhnqb1njZ"
    "PdgeGcifVlhjbeOUhiLcRjcllflkaWVapVphkQ"
    "XXYbKcaeTupaaaacnaSYWajpmjpgZJZZkNnZYL"
    "PebULbgnNqWPgmOapgUUSgliXvmgbPbdfRoeXR"
    "LWWWLfilQtpaQfPPrhRYUijef0gZVQeehTughU"
    "SiRPMUQmUtbZgZScrfPLVbrnfvqheUedlOnYdT"
    "cXRRhSapWmbSSKXRwLUSQXViltsliVfhhR0kgZ"
    "NfUXNbcWQzbRYiPUiOVQTgfea0ngaQZdoVhheS"
    "VhYYVeagesoPXgdamZUeGpgoppkfXMVaoTohSO"
    "QeWXJdZpQzdYWTQedTURRakeWumddSddmPsfbR"
    "XdVcMfZVQtVVcbVTiaQJWketZlskdSdXdNfcbQ"
    "PiYcMdjOO0lbdgRbxOVZTjhaWwnjaQdblLpebQ"
    "WVOUQVZtVutPSMjRxMOOnlsXutogWXllxa2mjc"
    "LbZWJdejNxlYViPWhdadjqqkspZXTQUemVtihO"
    "MfYZOdjQLoiWWTQbhOVeekamrunZXPdZoRsfeS"
    "XaVYRUhmXzufSlYTkfdQjrrYewNSKNYeZSpdYP"
    "dbaeZgjqbulaTTWLqYQRiniukmojgNYWeJhXWN"
    "RefeDfggYooZghRcoZgiamijaTjmaVYfkVuYbS"
    "effhhdmvw4kgmvzs51vwmz1I52IUMSecoSvbUL"
    "cccddbnvu1wlnuxlwmmplpwfz1NQGOdWgQqWSK"
    "ZZYabamokwkfhqripoelkkrbuwOSGOcXgQsXQK"
    "SUNQSTWVQldTRVUPeQNRXWYgrmgcYVtr5l/wqd"
    "bXUaVXegYqlYZbaYoaWafgfkpldWUsItwRlmcG"
    "UWPVWXYQUcgVWUVTkVSWaZbkhtVYThpSeOuZMU"
    "WaTXZcbcZjbYWdaUqZSVdcchurkhdwsjNNuhJJ"
    "VYUXZXecUnhaYYXXkXTTbbakopWdbidnfFUVuM"
    "qvqpulxrs6svlmtr8pljswzui6jji8txvCMOYV"
    "WaUWXYYbYhdZYYYWjYTVZdfjmnabYlgccPjTNG"
    "ddYccdfkVsmgYghaqWUdcdglvycgcjlaWMgeEN"
    "bdXUachfXpiccZcYmYUbfdgclqWcZlieWJcaJJ";
static_assert(kAlone.size() == kClasses && kBehind.size() == kClasses * kClasses);

constexpr int QuarterBits(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  return c == '+' ? 62 : 63;
}

}  // namespace

double GramsPerMegabyte(const char* gram) {
  const auto class_of = [gram](int i) { return kClassOf[static_cast<unsigned char>(gram[i])]; };
  int quarter_bits = QuarterBits(kAlone[class_of(0)]);
  for (int i = 0; i + 1 < 4; ++i) {
    quarter_bits += QuarterBits(kBehind[class_of(i) * kClasses + class_of(i + 1)]);
  }
  return 1e6 * std::exp2(-0.25 * quarter_bits);
}

}  // namespace keylint

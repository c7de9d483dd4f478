// Asks libkeyfinder for the key of mono float samples at 44.1 kHz on standard input and prints its number of the key:
// 0 is A major, 1 A minor, and so on by semitones upwards; 24 is silence. Built and run by bench/keyfinder-peer.ts.
#include <cstdio>
#include <keyfinder/audiodata.h>
#include <keyfinder/keyfinder.h>
#include <vector>

int main() {
  std::vector<float> samples;
  float block[65536];
  for (std::size_t count; (count = std::fread(block, sizeof(float), 65536, stdin)) > 0;) {
    samples.insert(samples.end(), block, block + count);
  }
  KeyFinder::AudioData audio;
  audio.setFrameRate(44100);
  audio.setChannels(1);
  audio.addToSampleCount(static_cast<unsigned int>(samples.size()));
  for (unsigned int i = 0; i < samples.size(); i += 1) audio.setSample(i, samples[i]);
  KeyFinder::KeyFinder finder;
  std::printf("%d\n", static_cast<int>(finder.keyOfAudio(audio)));
  return 0;
}

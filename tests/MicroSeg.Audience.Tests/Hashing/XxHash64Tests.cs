using System.Text;
using MicroSeg.Audience.Hashing;

namespace MicroSeg.Audience.Tests.Hashing;

public sealed class XxHash64Tests
{
    [Theory]
    [InlineData("", 0UL, 0xEF46DB3751D8E999UL)]
    [InlineData("a", 0UL, 0xD24EC4F1A98C6E5BUL)]
    [InlineData("abc", 0UL, 0x44BC2CF5AD770999UL)]
    [InlineData("Nobody inspects the spammish repetition", 0UL, 0xFBCEA83C8A378BF1UL)]
    public void Equals_the_published_values(string text, ulong seed, ulong expected) =>
        Assert.Equal(expected, XxHash64.Hash(Encoding.UTF8.GetBytes(text), seed));

    // The sanity buffer and values of the reference implementation's own self-test.
    [Theory]
    [InlineData(0, 0UL, 0xEF46DB3751D8E999UL)]
    [InlineData(0, 2654435761UL, 0xAC75FDA2929B17EFUL)]
    [InlineData(1, 0UL, 0xE934A84ADB052768UL)]
    [InlineData(1, 2654435761UL, 0x5014607643A9B4C3UL)]
    [InlineData(4, 0UL, 0x9136A0DCA57457EEUL)]
    [InlineData(14, 0UL, 0x8282DCC4994E35C8UL)]
    [InlineData(14, 2654435761UL, 0xC3BD6BF63DEB6DF0UL)]
    [InlineData(222, 0UL, 0xB641AE8CB691C174UL)]
    [InlineData(222, 2654435761UL, 0x20CB8AB7AE10C14AUL)]
    public void Equals_the_reference_implementation(int length, ulong seed, ulong expected)
    {
        var buffer = new byte[length];
        ulong generator = 2654435761;
        for (var i = 0; i < length; i++)
        {
            buffer[i] = (byte)(generator >> 56);
            generator *= 11400714785074694797UL;
        }

        Assert.Equal(expected, XxHash64.Hash(buffer, seed));
    }

    [Fact]
    public void Pieces_hash_like_the_whole()
    {
        var data = new byte[300];
        new Random(1).NextBytes(data);
        for (var length = 0; length <= data.Length; length++)
        {
            var random = new Random(length);
            var pieces = new XxHash64(7);
            for (var at = 0; at < length;)
            {
                var count = Math.Min(random.Next(1, 70), length - at);
                pieces.Append(data.AsSpan(at, count));
                at += count;
            }

            Assert.Equal(XxHash64.Hash(data.AsSpan(0, length), 7), pieces.Current());
        }
    }
}
